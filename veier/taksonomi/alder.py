"""En alder fra og til, sagt med ord."""

from __future__ import annotations

from django.utils.translation import gettext as _


def aldersord(fra: int | None, til: int | None) -> str:
    """«13–16 år», «fra 67 år», «til 6 år»; tom når ingen av dem er kjent."""
    if fra is None and til is None:
        return ""
    if til is None:
        return _("fra %(fra)s år") % {"fra": fra}
    if fra is None:
        return _("til %(til)s år") % {"til": til}
    return _("%(fra)s–%(til)s år") % {"fra": fra, "til": til}
