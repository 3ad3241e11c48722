/// What the template's rules say in words, each with its conditions or its evidence below it;
/// reviewed by eye. What is recorded anew is reviewed like code.
enum TemplateWords {
  static let expected = """
    agent-read: the action is `grant`, and the subject's type is `agent`
      the role is given and is `reader`
      the scopes are given, and the number of scopes is more than 0, and every one of the \
    scopes matches the pattern `^[a-z]+:read$`
      the environment is not `prod`
      the sensitivity is `low` or `medium`
    api-keys: the action is `grant` or `rotate`, and the resource's type is `api-key`, and the \
    subject's type is `human` or `workload`
      the action is `rotate`, or the environment is not `prod`
      the duration is given and is at most 90 days
      the scopes are given, and the number of scopes is more than 0, and every one of the \
    scopes matches the pattern `^[a-z]+:(read|write)$`, and `admin:write` is not among the \
    scopes
    ci-deploy-nonprod: the action is `grant`, and the subject's type is `workload`, and the \
    subject's groups are given, and the subject is in `ci`, and the resource's type is \
    `deploy-target`, and the environment is `dev` or `staging`, and the role is given and is \
    `deployer`
    ci-deploy-prod: the action is `grant`, and the subject's type is `workload`, and the \
    subject's groups are given, and the subject is in `ci`, and the resource's type is \
    `deploy-target`, and the environment is `prod`, and the role is given and is `deployer`
      the ticket is given and matches the pattern `^CHG-[0-9]+$`
      the day of the week (UTC) is Monday, Tuesday, Wednesday or Thursday, and the hour (UTC) \
    is at least 7, and the hour (UTC) is less than 16
    cloud-admin: the action is `grant`, and the resource's type is `cloud-role`, and the role \
    is given and is `admin`
      the justification is given, and the length of the justification is at least 20
      it is known that the device is trusted
    cloud-operator: the action is `grant`, and the subject's type is `human`, and the \
    resource's type is `cloud-role`, and the role is given and is `reader` or `operator`
      it is known that the device is trusted
      at least one of these holds: (1) the environment is not `prod`; (2) the subject's groups \
    are given, and the subject is in `oncall`
      the environment is not `prod`, or the ticket is given and matches the pattern \
    `^(CHG|INC)-[0-9]+$`
    compromise-suspension: the action is `suspend`, and the signal is given and is \
    `session.compromised`
      the risk score is given and is at least 80
      the subject's type is `human`, or the environment is not `prod`
    db-write: the action is `grant`, and the resource's type is `database`, and the role is \
    given and is `writer` or `admin`
      the ticket is given, and at least one of these holds: (1) the ticket matches the pattern \
    `^CHG-[0-9]+$`; (2) the emergency flag is given and is true, and the ticket matches the \
    pattern `^INC-[0-9]+$`
    idle-downgrade: the action is `downgrade`, and the signal is given and is `access.idle`, \
    and the idle days are given and are at least 90
    leaver-revocation: the action is `revoke`, and the signal is given and is `hr.left` or \
    `contract.ended`
      at least one of these holds: (1) the subject's type is `human`, and the signal is given \
    and is `hr.left`; (2) the subject's type is `integration`, and the signal is given and is \
    `contract.ended`, and the subject's contract end is given and is not after the instant of \
    the decision
    no-agent-beyond-reading-production: the action is `grant`, `restore` or `rotate`, and the \
    subject's type is `agent`, and the environment is `prod`, and the role is not given or is \
    not `reader`
    no-unowned-automation: the action is `grant`, `restore` or `rotate`, and the subject's type \
    is not `human`, and the subject's owner is not given
    no-vendor-without-contract: the action is `grant`, `restore` or `rotate`, and the subject's \
    type is `integration`, and the subject's contract end is not given or is not after the \
    instant of the decision
    owner-decides: at least one of these holds: (1) the action is `restore`; (2) the action is \
    `revoke`, `suspend` or `downgrade`, and the signal is not given
      the justification is given, and the length of the justification is at least 10
    prod-db-read: the action is `grant`, and the subject's type is `human`, and the resource's \
    type is `database`, and the environment is `prod`, and the role is given and is `reader` or \
    `analyst`
      the sensitivity is `low` or `medium`
      it is known that the device is trusted
      the ticket is given and matches the pattern `^(CHG|INC)-[0-9]+$`
    security-sign-off: at least one of these holds: (1) the action is `restore`; (2) the action \
    is `grant`, and at least one of these holds: (2.1) the sensitivity is `critical`; (2.2) the \
    environment is `prod`, and the role is given and is `writer` or `admin`
    shared-account: the action is `grant`, and the subject's type is `human`, and the resource's \
    type is `shared-account`
      the justification is given, and the length of the justification is at least 20
    staging-db-readers: the action is `grant`, and the subject's type is `human`, and the \
    resource's type is `database`, and the environment is `dev` or `staging`, and the role is \
    given and is `reader` or `analyst`
    vendor-integration: the action is `grant`, and the subject's type is `integration`
      the ticket is given and matches the pattern `^VND-[0-9]+$`
      the subject's vendor is given, and the subject's external principal is given
      the subject's contract end is given, and the time from the instant of the decision to the \
    subject's contract end is at least 30 days
      the scopes are given, and the number of scopes is more than 0, and every one of the \
    scopes matches the pattern `^[a-z]+:(read|write)$`
    """
}
