"""What keeps payments true whoever writes them; each refusal carries a sentence as the name of its constraint.

The case's row is locked first, so that two who write at once see each other's sums.
"""

GUARD_PAYMENT = """
CREATE FUNCTION guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided record;
    awarded bigint;
    paid bigint;
BEGIN
    PERFORM 1 FROM applications_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
    SELECT s.application_id, s.to_pay, p.verdict, p.decided_by_id, p.preparers INTO decided
        FROM payouts_statement s JOIN core_proposal p ON p.id = s.proposal_id WHERE s.id = NEW.statement_id;
    IF decided.application_id <> NEW.application_id OR decided.to_pay <> NEW.amount THEN
        RAISE EXCEPTION 'payment differs from statement %', NEW.statement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_payment_is_what_its_statement_says';
    END IF;
    IF NEW.released_by_id = ANY (decided.preparers) THEN
        RAISE EXCEPTION 'who prepared statement % does not release it', NEW.statement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_payment_is_released_by_none_who_prepared_it';
    END IF;
    IF decided.verdict <> 'approved' OR decided.decided_by_id <> NEW.released_by_id THEN
        RAISE EXCEPTION 'statement % is not approved by who releases it', NEW.statement_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'a_payment_is_released_by_who_approved_it';
    END IF;
    SELECT coalesce(sum(amount), 0) INTO awarded FROM applications_award
        WHERE application_id = NEW.application_id AND in_force;
    SELECT coalesce((SELECT sum(amount) FROM payouts_payment WHERE application_id = NEW.application_id), 0)
        - coalesce((SELECT sum(amount) FROM payouts_repayment WHERE application_id = NEW.application_id), 0) INTO paid;
    IF paid > awarded THEN
        RAISE EXCEPTION 'payments in case % exceed its award', NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'payments_stay_within_the_award';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_are_guarded AFTER INSERT ON payouts_payment FOR EACH ROW EXECUTE FUNCTION guard_payment();
"""

GUARD_REPAYMENT = """
CREATE FUNCTION guard_repayment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    released bigint;
    repaid bigint;
BEGIN
    PERFORM 1 FROM applications_application WHERE id = NEW.application_id FOR NO KEY UPDATE;
    SELECT coalesce(sum(amount), 0) INTO released FROM payouts_payment WHERE application_id = NEW.application_id;
    SELECT coalesce(sum(amount), 0) INTO repaid FROM payouts_repayment WHERE application_id = NEW.application_id;
    IF repaid > released THEN
        RAISE EXCEPTION 'more is paid back than was paid in case %', NEW.application_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_more_is_paid_back_than_was_paid';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER repayments_are_guarded AFTER INSERT ON payouts_repayment
    FOR EACH ROW EXECUTE FUNCTION guard_repayment();
"""

UNGUARD_PAYMENT = "DROP TRIGGER payments_are_guarded ON payouts_payment; DROP FUNCTION guard_payment();"
UNGUARD_REPAYMENT = (
    "DROP TRIGGER repayments_are_guarded ON payouts_repayment; DROP FUNCTION guard_repayment();"
)
