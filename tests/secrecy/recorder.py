"""A listener that stands for the outside world: it notes who knocks and what is said, and never answers."""

import socket
import threading
from types import TracebackType
from typing import Self


class Recorder:
    """Listens on a loopback port; tests state that it is remote or in the intranet."""

    def __init__(self) -> None:
        self.connections = 0
        self.received = bytearray()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._serve, daemon=True)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    @property
    def base_url(self) -> str:
        return f"{self.address}/v1"

    @property
    def silent(self) -> bool:
        """Has nobody even knocked?"""
        return self.connections == 0 and not self.received

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        with socket.create_connection(self._listening.getsockname()[:2]):  # after all that was said before
            self._thread.join(0)
        self._listening.close()

    def _serve(self) -> None:
        while True:
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            with connection:
                connection.settimeout(0.2)
                try:
                    while data := connection.recv(65536):
                        self.received += data
                except OSError:
                    continue
