#!/bin/bash
# Runs once when the container's data folder is new: a database with its two roles for every service.
set -euo pipefail
for service in reception scheduling post_production pickup customer_service gateway; do
  name=${service^^}
  owner=${name}_OWNER_DATABASE_PASSWORD app=${name}_DATABASE_PASSWORD
  OWNER_PASSWORD=${!owner:?} APP_PASSWORD=${!app:?} \
    psql -v ON_ERROR_STOP=1 -v service="$service" -U "$POSTGRES_USER" -d postgres -f /opt/studio/service.sql
done
