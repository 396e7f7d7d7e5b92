"""Threads that may hang with the disk, and must not keep the program from ending."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

_MOST = 12


class UnwaitedExecutor(ThreadPoolExecutor):
    """The threads of the event loop; at the end nobody waits for one that the disk does not let go.

    Whatever runs here must have been saved in another way before the program ends.
    """

    def __init__(self) -> None:
        super().__init__(max_workers=_MOST, thread_name_prefix="wizard")

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End what waits in the queue, and leave what runs to itself."""
        super().shutdown(wait=False, cancel_futures=True)
