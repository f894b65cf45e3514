-- What the first release created by itself.

CREATE TABLE feedback (
  id INTEGER NOT NULL,
  fingerprint VARCHAR(64) NOT NULL,
  service VARCHAR(100) NOT NULL,
  card VARCHAR(200) NOT NULL,
  is_known_card BOOLEAN NOT NULL,
  outcome VARCHAR(20) NOT NULL,
  outcome_at DATETIME NOT NULL,
  received_at DATETIME NOT NULL,
  reason_system TEXT NOT NULL,
  reason_code TEXT NOT NULL,
  accepted_suggestions JSON NOT NULL,
  has_comment BOOLEAN NOT NULL,
  user_comment TEXT NOT NULL,
  PRIMARY KEY (id),
  UNIQUE (fingerprint)
);

CREATE INDEX ix_feedback_card ON feedback (card);

CREATE TABLE shadow_outcome (
  uuid VARCHAR(36) NOT NULL,
  rule VARCHAR(200) NOT NULL,
  version INTEGER NOT NULL,
  digest VARCHAR(64) NOT NULL,
  outcome VARCHAR(20) NOT NULL,
  indicator VARCHAR(20) NOT NULL,
  patient_key VARCHAR(64) NOT NULL,
  answered_at DATETIME NOT NULL,
  PRIMARY KEY (uuid)
);

CREATE INDEX ix_shadow_outcome_rule ON shadow_outcome (rule);

CREATE TABLE shown_card (
  uuid VARCHAR(100) NOT NULL,
  service VARCHAR(100) NOT NULL,
  topic VARCHAR(200) NOT NULL,
  rules JSON NOT NULL,
  rules_digest VARCHAR(200) NOT NULL,
  patient_key VARCHAR(64) NOT NULL,
  shown_at DATETIME NOT NULL,
  PRIMARY KEY (uuid)
);
