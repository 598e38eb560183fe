"""Django's admin, for the installation's owner only: founding organisations and naming their administrators."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.actions import found_organisation
from accounts.models import Membership, Organisation, User


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["name", "slug", "created_at"]
    prepopulated_fields = {"slug": ["name"]}

    def save_model(self, request: HttpRequest, obj: Organisation, form: Any, change: bool) -> None:
        """A new organisation begins with the limits the law has."""
        if change:
            obj.save()
        else:
            found_organisation(obj, by=request.user)


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ["email", "name", "is_active", "is_staff"]
    search_fields = ["email", "name"]
    fields = ["email", "name", "language", "is_active", "is_staff", "is_superuser"]


@admin.register(Membership)
class MembershipAdmin(admin.ModelAdmin):
    list_display = ["user", "organisation", "role_names"]
    list_select_related = ["user", "organisation"]
    autocomplete_fields = ["user"]
