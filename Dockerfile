# The image of every Airflow service in docker-compose.yml: Broadsheet and its locked requirements.
#
# They get an environment of their own, so that the lock decides every version and the base image
# only brings Python 3.11-3.13 (and, the official one, an entrypoint that fits any user id).
ARG BASE_IMAGE=apache/airflow:3.3.2-python3.11
FROM ${BASE_IMAGE}

USER root
WORKDIR /opt/broadsheet
COPY requirements.lock ./
# Hashes are checked: nothing is installed that the lock does not name.
RUN python -m venv venv \
 && PIP_USER=0 venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY pipeline pipeline
COPY sql sql
COPY sources sources
RUN PIP_USER=0 venv/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
 && mkdir -p data /opt/airflow/logs /opt/airflow/dags /opt/airflow/plugins \
 && chgrp -R 0 data /opt/airflow \
 && chmod -R g=u data /opt/airflow

ENV PATH=/opt/broadsheet/venv/bin:${PATH} \
    AIRFLOW_HOME=/opt/airflow \
    BROADSHEET_HOME=/opt/broadsheet/data
WORKDIR /opt/airflow
# Group 0 owns what is written, so any user id of compose's will do; root is none of them.
USER 50000:0
