-- CreateTable
CREATE TABLE "Prioritization" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "organizationId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "crewId" INTEGER NOT NULL,
    "authorId" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'collecting',
    "title" TEXT NOT NULL,
    "currency" TEXT NOT NULL,
    "budget" BIGINT,
    "mayDelay" INTEGER,
    "deadline" TEXT NOT NULL,
    "closesAt" DATETIME,
    "closedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "proposal" JSONB,
    "objections" JSONB,
    "agreed" JSONB,
    "decisionId" INTEGER,
    "decisionNumber" INTEGER,
    "at" DATETIME NOT NULL,
    CONSTRAINT "Prioritization_crewId_fkey" FOREIGN KEY ("crewId") REFERENCES "Crew" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PriorityItem" (
    "id" INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    "prioritizationId" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "scopeChangeId" INTEGER,
    "initiativeId" INTEGER,
    "label" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "forWhom" TEXT,
    "currency" TEXT NOT NULL,
    "benefit" BIGINT,
    "benefitById" INTEGER,
    "cost" BIGINT,
    "costById" INTEGER,
    "days" INTEGER,
    "daysById" INTEGER,
    "figuresAt" DATETIME NOT NULL,
    "addedById" INTEGER NOT NULL,
    CONSTRAINT "PriorityItem_prioritizationId_fkey" FOREIGN KEY ("prioritizationId") REFERENCES "Prioritization" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Prioritization_crewId_idx" ON "Prioritization"("crewId");

-- CreateIndex
CREATE UNIQUE INDEX "Prioritization_organizationId_number_key" ON "Prioritization"("organizationId", "number");

-- CreateIndex
CREATE INDEX "PriorityItem_scopeChangeId_idx" ON "PriorityItem"("scopeChangeId");

-- CreateIndex
CREATE UNIQUE INDEX "PriorityItem_prioritizationId_label_key" ON "PriorityItem"("prioritizationId", "label");
