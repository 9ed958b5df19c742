-- CreateEnum
CREATE TYPE "ExperimentState" AS ENUM ('draft', 'running', 'measured', 'accepted', 'rejected');

-- CreateTable
CREATE TABLE "Experiment" (
    "id" SERIAL NOT NULL,
    "organizationId" INTEGER NOT NULL,
    "initiativeId" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "hypothesis" TEXT NOT NULL,
    "metric" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "threshold" DOUBLE PRECISION NOT NULL,
    "atLeast" BOOLEAN NOT NULL,
    "ownerId" INTEGER NOT NULL,
    "endOn" TEXT NOT NULL,
    "state" "ExperimentState" NOT NULL DEFAULT 'draft',
    "startedOn" TEXT,
    "result" DOUBLE PRECISION,
    "insight" TEXT,
    "endedOn" TEXT,
    "projectSays" BOOLEAN,
    "productSays" BOOLEAN,
    "reason" TEXT,
    "createdById" INTEGER NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Experiment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Experiment_initiativeId_idx" ON "Experiment"("initiativeId");

-- CreateIndex
CREATE INDEX "Experiment_ownerId_idx" ON "Experiment"("ownerId");

-- CreateIndex
CREATE UNIQUE INDEX "Experiment_organizationId_number_key" ON "Experiment"("organizationId", "number");

-- AddForeignKey
ALTER TABLE "Experiment" ADD CONSTRAINT "Experiment_initiativeId_fkey" FOREIGN KEY ("initiativeId") REFERENCES "Initiative"("id") ON DELETE CASCADE ON UPDATE CASCADE;
