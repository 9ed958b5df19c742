-- CreateTable
CREATE TABLE "Poll" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "cardKind" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "authorId" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "openedAt" DATETIME NOT NULL,
    "closesAt" DATETIME NOT NULL,
    "closedAt" DATETIME,
    "extended" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "tokenKey" TEXT,
    "peopleForgottenAt" DATETIME,
    CONSTRAINT "Poll_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PollOption" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pollId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "addedById" INTEGER,
    CONSTRAINT "PollOption_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Elector" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "standInId" INTEGER,
    "observer" BOOLEAN NOT NULL DEFAULT false,
    "voted" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" DATETIME,
    CONSTRAINT "Elector_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Elector_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Ballot" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "choice" JSONB NOT NULL,
    "reason" TEXT,
    "condition" TEXT,
    "castById" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Ballot_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "UrnBallot" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "pollId" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "choice" JSONB NOT NULL,
    "reason" TEXT,
    CONSTRAINT "UrnBallot_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ScopeChange" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "proposerId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "round" INTEGER NOT NULL DEFAULT 1,
    "what" TEXT NOT NULL,
    "why" TEXT,
    "keyResultId" INTEGER,
    "value" JSONB,
    "effects" TEXT,
    "changes" JSONB,
    "impact" JSONB,
    "computedAt" DATETIME,
    "chooseBy" DATETIME,
    "sponsorBy" DATETIME,
    "correctBy" DATETIME,
    "correction" TEXT,
    "baselineVersion" INTEGER,
    "decisionId" INTEGER,
    "reviewOn" TEXT,
    "review" JSONB,
    "fromId" INTEGER,
    "openedAt" DATETIME,
    "at" DATETIME NOT NULL,
    "updatedAt" DATETIME NOT NULL,
    CONSTRAINT "ScopeChange_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ScopeChange_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ScopeComment" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "scopeChangeId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "objects" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ScopeComment_scopeChangeId_fkey" FOREIGN KEY ("scopeChangeId") REFERENCES "ScopeChange" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SteeringPoll" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "accountableId" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "question" TEXT NOT NULL,
    "initiativeId" INTEGER,
    "crewIds" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "recurs" TEXT,
    "fromId" INTEGER,
    "outcome" TEXT,
    "outcomeById" INTEGER,
    "outcomeAt" DATETIME,
    "decisionId" INTEGER,
    "at" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'proposed',
    "domain" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "why" TEXT,
    "options" JSONB NOT NULL,
    "crewId" INTEGER,
    "initiativeId" INTEGER,
    "keyResultId" INTEGER,
    "effect" TEXT,
    "subject" TEXT,
    "tally" JSONB,
    "impact" JSONB,
    "link" TEXT,
    "source" TEXT NOT NULL,
    "reviewOn" TEXT,
    "review" JSONB,
    "proposedById" INTEGER NOT NULL,
    "acceptedById" INTEGER,
    "acceptedAt" DATETIME,
    "escalatedAt" DATETIME,
    "supersedesId" INTEGER,
    "searched" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Decision_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "DecisionVoice" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "decisionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "escalates" BOOLEAN NOT NULL DEFAULT false,
    "at" DATETIME NOT NULL,
    CONSTRAINT "DecisionVoice_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RaciActivity" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "initiativeId" INTEGER NOT NULL,
    "phase" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "RaciActivity_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "RaciPart" (
    "activityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "role" TEXT NOT NULL,

    PRIMARY KEY ("activityId", "personId", "role"),
    CONSTRAINT "RaciPart_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "RaciActivity" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ActionItem" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "crewId" INTEGER,
    "initiativeId" INTEGER,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "createdById" INTEGER NOT NULL,
    "doneAt" DATETIME,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ActionItem_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Poll_organizationId_idx" ON "Poll"("organizationId");

-- CreateIndex
CREATE UNIQUE INDEX "Poll_cardKind_cardKey_key" ON "Poll"("cardKind", "cardKey");

-- CreateIndex
CREATE UNIQUE INDEX "PollOption_pollId_position_key" ON "PollOption"("pollId", "position");

-- CreateIndex
CREATE INDEX "Elector_personId_idx" ON "Elector"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Elector_pollId_personId_key" ON "Elector"("pollId", "personId");

-- CreateIndex
CREATE INDEX "Ballot_personId_idx" ON "Ballot"("personId");

-- CreateIndex
CREATE UNIQUE INDEX "Ballot_pollId_personId_key" ON "Ballot"("pollId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "UrnBallot_pollId_token_key" ON "UrnBallot"("pollId", "token");

-- CreateIndex
CREATE INDEX "ScopeChange_initiativeId_idx" ON "ScopeChange"("initiativeId");

-- CreateIndex
CREATE INDEX "ScopeChange_crewId_idx" ON "ScopeChange"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "ScopeChange_organizationId_number_key" ON "ScopeChange"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ScopeComment_scopeChangeId_initiativeId_personId_key" ON "ScopeComment"("scopeChangeId", "initiativeId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "SteeringPoll_organizationId_number_key" ON "SteeringPoll"("organizationId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_supersedesId_key" ON "Decision"("supersedesId");

-- CreateIndex
CREATE INDEX "Decision_organizationId_source_idx" ON "Decision"("organizationId", "source");

-- CreateIndex
CREATE INDEX "Decision_initiativeId_idx" ON "Decision"("initiativeId");

-- CreateIndex
CREATE UNIQUE INDEX "Decision_organizationId_number_key" ON "Decision"("organizationId", "number");

-- CreateIndex
CREATE INDEX "DecisionVoice_decisionId_idx" ON "DecisionVoice"("decisionId");

-- CreateIndex
CREATE UNIQUE INDEX "RaciActivity_initiativeId_phase_name_key" ON "RaciActivity"("initiativeId", "phase", "name");

-- CreateIndex
CREATE INDEX "RaciPart_personId_idx" ON "RaciPart"("personId");

-- CreateIndex
CREATE INDEX "ActionItem_ownerId_state_idx" ON "ActionItem"("ownerId", "state");

-- CreateIndex
CREATE INDEX "ActionItem_crewId_state_idx" ON "ActionItem"("crewId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "ActionItem_organizationId_number_key" ON "ActionItem"("organizationId", "number");
