"""Django's admin, for the installation's owner only: the themes that all organisations share."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from needs.models import Theme


@admin.register(Theme)
class ThemeAdmin(admin.ModelAdmin):
    list_display = ["name_sv", "name_en", "position"]
    prepopulated_fields = {"slug": ["name_sv"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Theme]:
        """An organisation's own themes are its own business."""
        return Theme.objects.common()
