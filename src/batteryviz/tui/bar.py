"""A line or two of our own words beside a page."""

from textual.content import Content
from textual.widgets import Static


class Bar(Static):
    """Words that change with the page; what stands there already is not drawn again."""

    def say(self, words: Content, *, layout: bool = True) -> None:
        """Show ``words``; without ``layout`` they must need as many lines as before."""
        before = self.content
        if not isinstance(before, Content) or not before.is_same(words):
            self.update(words, layout=layout)
