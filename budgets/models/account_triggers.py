"""What the database keeps of accounts: what was sent, attested and accepted stays, whoever writes.

Source: domain page, "Accounts": each attests the same content hash, an edit voids what was given, auditor and signatory
are never the same person, a correction is a new version.
"""

STAYS_AS_SENT = """
CREATE FUNCTION keep_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'draft' THEN
            RAISE EXCEPTION 'an account begins as a draft' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'an account is never removed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.application_id, NEW.kind, NEW.version, NEW.corrects_id)
       IS DISTINCT FROM (OLD.application_id, OLD.kind, OLD.version, OLD.corrects_id) THEN
        RAISE EXCEPTION 'an account stays what it is' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status <> 'draft' AND
       (NEW.edition, NEW.budget_number, NEW.content, NEW.sha256, NEW.sent_by_id, NEW.sent_at, NEW.due, NEW.late)
       IS DISTINCT FROM
       (OLD.edition, OLD.budget_number, OLD.content, OLD.sha256, OLD.sent_by_id, OLD.sent_at, OLD.due, OLD.late) THEN
        RAISE EXCEPTION 'an account stays as it was sent' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status <> 'draft' AND NEW.status = 'draft' THEN
        RAISE EXCEPTION 'a sent account is no draft again' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status = 'draft' AND NEW.status <> 'draft' THEN
        IF NEW.sha256 <> encode(sha256(convert_to(NEW.content, 'UTF8')), 'hex') THEN
            RAISE EXCEPTION 'the digest of an account is of its content' USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (SELECT FROM budgets_attestation a WHERE a.account_id = NEW.id AND a.voided_at IS NULL
                       AND a.role = 'management' AND a.content_sha256 = NEW.sha256) THEN
            RAISE EXCEPTION 'an account is sent with its management attestation' USING ERRCODE = 'check_violation';
        END IF;
        IF EXISTS (SELECT FROM budgets_attestation a WHERE a.account_id = NEW.id AND a.voided_at IS NULL
                   AND a.role = 'auditor' AND a.user_id = NEW.sent_by_id) THEN
            RAISE EXCEPTION 'who reports on an account does not send it' USING ERRCODE = 'check_violation';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_stays_as_sent BEFORE INSERT OR UPDATE OR DELETE ON budgets_account
    FOR EACH ROW EXECUTE FUNCTION keep_account();

CREATE FUNCTION keep_account_line() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT status FROM budgets_account WHERE id = COALESCE(NEW.account_id, OLD.account_id)) = 'draft' THEN
        RETURN COALESCE(NEW, OLD);
    END IF;
    IF TG_OP <> 'UPDATE' OR
       (NEW.account_id, NEW.number, NEW.spent, NEW.explanation, NEW.first_day, NEW.last_day)
       IS DISTINCT FROM
       (OLD.account_id, OLD.number, OLD.spent, OLD.explanation, OLD.first_day, OLD.last_day) THEN
        RAISE EXCEPTION 'the lines of an account stay as they were sent' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.accepted IS NOT NULL THEN
        RAISE EXCEPTION 'what was accepted of a line stays' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_lines_stay_as_sent BEFORE INSERT OR UPDATE OR DELETE ON budgets_accountline
    FOR EACH ROW EXECUTE FUNCTION keep_account_line();

CREATE FUNCTION keep_attestation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT status FROM budgets_account WHERE id = COALESCE(NEW.account_id, OLD.account_id)) <> 'draft' THEN
        RAISE EXCEPTION 'a sent account is attested already' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'INSERT' THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.voided_at IS NOT NULL OR
       (NEW.account_id, NEW.role, NEW.user_id, NEW.organisation_id, NEW.content_sha256, NEW.at, NEW.conclusion,
        NEW.emphasis, NEW.text)
       IS DISTINCT FROM
       (OLD.account_id, OLD.role, OLD.user_id, OLD.organisation_id, OLD.content_sha256, OLD.at, OLD.conclusion,
        OLD.emphasis, OLD.text) THEN
        RAISE EXCEPTION 'an attestation stays as it was given' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attestation_stays_as_given BEFORE INSERT OR UPDATE OR DELETE ON budgets_attestation
    FOR EACH ROW EXECUTE FUNCTION keep_attestation();
"""

STAYS_NO_MORE = """
DROP TRIGGER account_stays_as_sent ON budgets_account; DROP FUNCTION keep_account();
DROP TRIGGER account_lines_stay_as_sent ON budgets_accountline; DROP FUNCTION keep_account_line();
DROP TRIGGER attestation_stays_as_given ON budgets_attestation; DROP FUNCTION keep_attestation();
"""
