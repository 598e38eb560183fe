# One image for the web server, the worker and the beat; docker-compose.yml starts all three.
FROM python:3.11-slim-bookworm AS built
WORKDIR /app
COPY . .
RUN script/build && rm -rf frontend/node_modules var/tools var/log var/stamps /root/.cache
# The licence, its full text and the list of parts go with the image.
RUN test -s LICENSE && test -s frontend/dist/vendor/AGPL-3.0-or-later.txt && test -s var/sbom.cdx.json

FROM python:3.11-slim-bookworm
LABEL org.opencontainers.image.title="Ignite" org.opencontainers.image.licenses="AGPL-3.0-or-later"
# Pango sets the text of the reports; script/system_libraries.py names the same packages.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --create-home --uid 10001 ignite \
    && install --directory --owner=ignite --mode=700 /data/media
WORKDIR /app
COPY --from=built /app /app
ENV PATH=/app/.venv/bin:$PATH PYTHONUNBUFFERED=1 MEDIA_ROOT=/data/media
USER ignite
EXPOSE 8000
CMD ["python", "-m", "ignite.web", "--bind", "0.0.0.0:8000", "--processes", "4"]
