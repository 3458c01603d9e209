# The image in which cibuildwheel makes wheels (pyproject.toml): Debian 12 with what Stemma is built of, and several versions of Python.
#
#   docker build -t stemma-wheels -f python/wheels.Dockerfile . && cibuildwheel --platform linux
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates git make gcc g++ patchelf pipx python3-dev python3-venv \
    build-essential curl libbz2-dev libffi-dev liblzma-dev libreadline-dev libsqlite3-dev libssl-dev zlib1g-dev
COPY tools /stemma/tools
RUN cd /stemma && tools/setup build && pipx install auditwheel && ln -s /root/.local/bin/auditwheel /usr/local/bin/
# cibuildwheel looks for /opt/python/cpXY-cpXY/bin/python.
RUN pipx install uv && for version in 3.10 3.11 3.12; do \
      /root/.local/bin/uv python install $version; \
      tag=cp$(echo $version | tr -d .); \
      mkdir -p /opt/python && ln -s "$(dirname "$(dirname "$(readlink -f "$(/root/.local/bin/uv python find $version)")")")" /opt/python/$tag-$tag; \
    done
