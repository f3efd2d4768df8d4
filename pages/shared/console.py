"""What Streamlit would put on the terminal of the server as an English traceback is one Chinese sentence there."""

import logging

from streamlit.runtime.media_file_storage import MediaFileStorageError

from pages.background.threads import sentence
from pages.shared.place import home

_DOWNLOADS = "streamlit.runtime.backend_operation_handler"  # makes the files of download buttons when they are clicked
_SENDING = "streamlit.web.server.starlette.starlette_websocket"
_OTHERS = ("streamlit.error_util", "streamlit.runtime.app_session", "streamlit.runtime.scriptrunner.script_runner")


def quiet() -> None:
    """For the whole process; once is enough, more often does no harm."""
    logging.getLogger(_DOWNLOADS).addFilter(_download)
    logging.getLogger(_SENDING).addFilter(_nobody_there)
    for name in _OTHERS:
        logging.getLogger(name).addFilter(_in_chinese)


def _download(record: logging.LogRecord) -> bool:
    error = _error(record)
    if isinstance(error, MediaFileStorageError) and error.__cause__ is None:
        return _say(record, "要下载的文件没有取到：页面已经关闭或换了内容，请回到网页刷新后再点一次。")
    cause = error.__cause__ if isinstance(error, MediaFileStorageError) else error
    return _say(record, f"要下载的文件没有生成：{sentence(cause, home())}") if isinstance(cause, Exception) else True


def _nobody_there(record: logging.LogRecord) -> bool:
    """A browser that goes away while something is sent to it is of no use to whoever looks at the terminal."""
    return _error(record) is None


def _in_chinese(record: logging.LogRecord) -> bool:
    error = _error(record)
    return _say(record, sentence(error, home())) if isinstance(error, Exception) else True


def _error(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _say(record: logging.LogRecord, words: str) -> bool:
    record.msg, record.args, record.exc_info, record.exc_text = words, (), None, None
    return True
