"""How gunicorn serves Interdict in production: `gunicorn --config python:config.gunicorn`."""

import os

from config import environment

wsgi_app = "config.wsgi"
bind = f"{environment.text('INTERDICT_BIND', '127.0.0.1')}:{environment.number('PORT', default=8000)}"
workers = environment.number("WEB_CONCURRENCY", default=os.cpu_count() or 1)
worker_class = "gthread"  # a slow reader holds a thread, not the whole worker
threads = 8
forwarded_allow_ips = ""  # X-Forwarded-Proto is for the settings to believe or not: INTERDICT_BEHIND_TLS_PROXY
control_socket_disable = True  # nothing to manage at run time, and the home directory may be read-only

accesslog = "-"
access_log_format = '%(h)s "%(m)s %(U)s" %(s)s %(B)s bytes %(M)s ms'  # U: the path alone, for a query names people
logconfig_dict = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "config.logs.LineFormatter",
            "format": "{asctime} {levelname} {name}: {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "loggers": {
        name: {"level": "INFO", "handlers": ["console"], "propagate": False}
        for name in ("gunicorn.error", "gunicorn.access")
    },
}
