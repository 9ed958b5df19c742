-- CreateEnum
CREATE TYPE "PollMethod" AS ENUM ('dualMajority', 'single', 'approval', 'instantRunoff', 'schulze', 'score', 'consent', 'fist');

-- CreateEnum
CREATE TYPE "PollState" AS ENUM ('open', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "ScopeState" AS ENUM ('draft', 'announced', 'voting', 'accepted', 'rejected', 'undecided', 'escalated', 'withdrawn');

-- CreateEnum
CREATE TYPE "SteeringState" AS ENUM ('draft', 'open', 'closed', 'withdrawn');

-- CreateEnum
CREATE TYPE "DecisionDomain" AS ENUM ('what', 'how', 'joint');

-- CreateEnum
CREATE TYPE "DecisionState" AS ENUM ('proposed', 'accepted', 'superseded', 'withdrawn');

-- CreateEnum
CREATE TYPE "RaciRole" AS ENUM ('responsible', 'accountable', 'consulted', 'informed');

-- CreateEnum
CREATE TYPE "ActionState" AS ENUM ('open', 'done', 'dropped');

-- CreateTable
CREATE TABLE "Poll" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "cardKind" TEXT NOT NULL,
    "cardKey" TEXT NOT NULL,
    "question" TEXT NOT NULL,
    "method" "PollMethod" NOT NULL,
    "state" "PollState" NOT NULL DEFAULT 'open',
    "authorId" INTEGER NOT NULL,
    "settings" JSONB NOT NULL,
    "openedAt" TIMESTAMP(3) NOT NULL,
    "closesAt" TIMESTAMP(3) NOT NULL,
    "closedAt" TIMESTAMP(3),
    "extended" INTEGER NOT NULL DEFAULT 0,
    "version" INTEGER NOT NULL DEFAULT 0,
    "result" JSONB,
    "tokenKey" TEXT,
    "peopleForgottenAt" TIMESTAMP(3),

    CONSTRAINT "Poll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PollOption" (
    "id" SERIAL NOT NULL,
    "pollId" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "addedById" INTEGER,

    CONSTRAINT "PollOption_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Elector" (
    "id" SERIAL NOT NULL,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "standInId" INTEGER,
    "observer" BOOLEAN NOT NULL DEFAULT false,
    "voted" BOOLEAN NOT NULL DEFAULT false,
    "remindedAt" TIMESTAMP(3),

    CONSTRAINT "Elector_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Ballot" (
    "id" SERIAL NOT NULL,
    "pollId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "choice" JSONB NOT NULL,
    "reason" TEXT,
    "condition" TEXT,
    "castById" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Ballot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UrnBallot" (
    "id" TEXT NOT NULL,
    "pollId" INTEGER NOT NULL,
    "token" TEXT NOT NULL,
    "side" "Side" NOT NULL,
    "choice" JSONB NOT NULL,
    "reason" TEXT,

    CONSTRAINT "UrnBallot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScopeChange" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "proposerId" INTEGER NOT NULL,
    "state" "ScopeState" NOT NULL DEFAULT 'draft',
    "round" INTEGER NOT NULL DEFAULT 1,
    "what" TEXT NOT NULL,
    "why" TEXT,
    "keyResultId" INTEGER,
    "value" JSONB,
    "effects" TEXT,
    "changes" JSONB,
    "impact" JSONB,
    "computedAt" TIMESTAMP(3),
    "chooseBy" TIMESTAMP(3),
    "sponsorBy" TIMESTAMP(3),
    "correctBy" TIMESTAMP(3),
    "correction" TEXT,
    "baselineVersion" INTEGER,
    "decisionId" INTEGER,
    "reviewOn" TEXT,
    "review" JSONB,
    "fromId" INTEGER,
    "openedAt" TIMESTAMP(3),
    "at" TIMESTAMP(3) NOT NULL,
    "updatedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ScopeChange_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ScopeComment" (
    "id" SERIAL NOT NULL,
    "scopeChangeId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "objects" BOOLEAN NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ScopeComment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SteeringPoll" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "accountableId" INTEGER,
    "state" "SteeringState" NOT NULL DEFAULT 'draft',
    "question" TEXT NOT NULL,
    "initiativeId" INTEGER,
    "crewIds" JSONB NOT NULL,
    "settings" JSONB NOT NULL,
    "recurs" TEXT,
    "fromId" INTEGER,
    "outcome" TEXT,
    "outcomeById" INTEGER,
    "outcomeAt" TIMESTAMP(3),
    "decisionId" INTEGER,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SteeringPoll_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Decision" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "DecisionState" NOT NULL DEFAULT 'proposed',
    "domain" "DecisionDomain" NOT NULL,
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
    "acceptedAt" TIMESTAMP(3),
    "escalatedAt" TIMESTAMP(3),
    "supersedesId" INTEGER,
    "searched" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DecisionVoice" (
    "id" SERIAL NOT NULL,
    "decisionId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "side" "Side" NOT NULL,
    "text" TEXT NOT NULL,
    "escalates" BOOLEAN NOT NULL DEFAULT false,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DecisionVoice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciActivity" (
    "id" SERIAL NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "phase" "Phase" NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "RaciActivity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "RaciPart" (
    "activityId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,
    "role" "RaciRole" NOT NULL,

    CONSTRAINT "RaciPart_pkey" PRIMARY KEY ("activityId","personId","role")
);

-- CreateTable
CREATE TABLE "ActionItem" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "crewId" INTEGER,
    "initiativeId" INTEGER,
    "text" TEXT NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "dueOn" TEXT NOT NULL,
    "state" "ActionState" NOT NULL DEFAULT 'open',
    "reason" TEXT,
    "source" TEXT NOT NULL,
    "createdById" INTEGER NOT NULL,
    "doneAt" TIMESTAMP(3),
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ActionItem_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Poll" ADD CONSTRAINT "Poll_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PollOption" ADD CONSTRAINT "PollOption_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Elector" ADD CONSTRAINT "Elector_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Elector" ADD CONSTRAINT "Elector_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Ballot" ADD CONSTRAINT "Ballot_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "UrnBallot" ADD CONSTRAINT "UrnBallot_pollId_fkey" FOREIGN KEY ("pollId") REFERENCES "Poll"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScopeChange" ADD CONSTRAINT "ScopeChange_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScopeChange" ADD CONSTRAINT "ScopeChange_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ScopeComment" ADD CONSTRAINT "ScopeComment_scopeChangeId_fkey" FOREIGN KEY ("scopeChangeId") REFERENCES "ScopeChange"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Decision" ADD CONSTRAINT "Decision_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionVoice" ADD CONSTRAINT "DecisionVoice_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciActivity" ADD CONSTRAINT "RaciActivity_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RaciPart" ADD CONSTRAINT "RaciPart_activityId_fkey" FOREIGN KEY ("activityId") REFERENCES "RaciActivity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ActionItem" ADD CONSTRAINT "ActionItem_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
