#!/bin/bash
# One database and role a service, each with the password that was made for it.
set -eu
for name in intake routing notification registry; do
  password=$(cat "/run/secrets/relais/postgres/$name")
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d postgres -q <<SQL
CREATE ROLE $name LOGIN PASSWORD '$password';
CREATE DATABASE $name OWNER $name;
SQL
done
