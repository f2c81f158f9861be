from typing import final

__all__ = ["Engine", "version"]

@final
class Engine:
    def __new__(cls, policy: bytes) -> Engine: ...
    def call(self, operation: str, request: bytes, payload: bytes) -> bytes: ...

def version() -> str: ...
