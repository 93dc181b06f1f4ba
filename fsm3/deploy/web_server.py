"""The web server: two processes that share what they loaded, four threads each. HOST, PORT and WEB_WORKERS override."""

import gc
import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = 4
preload_app = True
timeout = 60
graceful_timeout = 20
accesslog = None
errorlog = "-"
worker_tmp_dir = "/dev/shm"  # noqa: S108  a heartbeat on a disk waits for the disk
control_socket_disable = True


def when_ready(_server: object) -> None:
    """Let the collector pass over what was loaded before the workers are split off: it stays as long as they live.

    A worker's collections then look at what its requests made alone, and the memory the workers share stays shared.
    """
    gc.freeze()
