"""The web server: two processes that share what they loaded, four threads each. HOST, PORT and WEB_WORKERS override."""

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
