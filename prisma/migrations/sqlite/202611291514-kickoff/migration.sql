-- CreateTable
CREATE TABLE "Kickoff" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "projectPresenterId" INTEGER,
    "productPresenterId" INTEGER,
    "plan" JSONB NOT NULL,
    "startedById" INTEGER NOT NULL,
    "at" DATETIME NOT NULL,
    "closedAt" DATETIME,
    CONSTRAINT "Kickoff_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Kickoff_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KickoffAsked" (
    "kickoffId" INTEGER NOT NULL,
    "personId" INTEGER NOT NULL,

    PRIMARY KEY ("kickoffId", "personId"),
    CONSTRAINT "KickoffAsked_kickoffId_fkey" FOREIGN KEY ("kickoffId") REFERENCES "Kickoff" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "KickoffConcern" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "kickoffId" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "byId" INTEGER,
    CONSTRAINT "KickoffConcern_kickoffId_fkey" FOREIGN KEY ("kickoffId") REFERENCES "Kickoff" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Kickoff_organizationId_idx" ON "Kickoff"("organizationId");

-- CreateIndex
CREATE INDEX "Kickoff_crewId_idx" ON "Kickoff"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Kickoff_initiativeId_number_key" ON "Kickoff"("initiativeId", "number");

-- CreateIndex
CREATE INDEX "KickoffAsked_personId_idx" ON "KickoffAsked"("personId");

-- CreateIndex
CREATE INDEX "KickoffConcern_kickoffId_idx" ON "KickoffConcern"("kickoffId");

-- CreateIndex
CREATE INDEX "KickoffConcern_byId_idx" ON "KickoffConcern"("byId");
