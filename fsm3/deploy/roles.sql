-- The database and its two roles. The owner makes and changes tables; the application reads and writes rows, and what
-- it must never change (journal, documents) is taken from it again by the migrations. Run once by a superuser:
--   OWNER_PASSWORD=... APPLICATION_PASSWORD=... psql --file=roles.sql postgresql://...
-- The private servers and the container of docker-compose.yml both run this file.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv application_password APPLICATION_PASSWORD

CREATE ROLE fsm3_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE fsm3_app LOGIN PASSWORD :'application_password';
CREATE DATABASE fsm3 OWNER fsm3_owner;
REVOKE ALL ON DATABASE fsm3 FROM PUBLIC;
GRANT CONNECT ON DATABASE fsm3 TO fsm3_app;

\connect fsm3
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO fsm3_app;
ALTER DEFAULT PRIVILEGES FOR ROLE fsm3_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO fsm3_app;
ALTER DEFAULT PRIVILEGES FOR ROLE fsm3_owner IN SCHEMA public
    GRANT USAGE, SELECT ON SEQUENCES TO fsm3_app;
