"""The entry point of a web server: `gunicorn config.wsgi`. Runs as production unless told otherwise."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("INTERDICT_ENV", "production")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()

# What is loaded by now stays for good: the garbage collector need not look through it again with every large answer.
_ = get_resolver().url_patterns
gc.collect()
gc.freeze()
