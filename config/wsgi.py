"""The entry point of a web server: `gunicorn config.wsgi`. Runs as production unless told otherwise."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("INTERDICT_ENV", "production")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = get_wsgi_application()
