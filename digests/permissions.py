"""Who gets digests."""

from accounts.permissions import has_role
from digests.models import READERS

may_get_digests = has_role(*READERS)
