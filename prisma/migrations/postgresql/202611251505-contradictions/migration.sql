-- AlterTable
ALTER TABLE "DecisionVoice" ADD COLUMN     "accepts" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "DecisionContradiction" (
    "decisionId" INTEGER NOT NULL,
    "otherId" INTEGER NOT NULL,
    "acknowledgedById" INTEGER,
    "acknowledgedAt" TIMESTAMP(3),

    CONSTRAINT "DecisionContradiction_pkey" PRIMARY KEY ("decisionId","otherId")
);

-- CreateIndex
CREATE INDEX "DecisionContradiction_otherId_idx" ON "DecisionContradiction"("otherId");

-- AddForeignKey
ALTER TABLE "DecisionContradiction" ADD CONSTRAINT "DecisionContradiction_decisionId_fkey" FOREIGN KEY ("decisionId") REFERENCES "Decision"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DecisionContradiction" ADD CONSTRAINT "DecisionContradiction_otherId_fkey" FOREIGN KEY ("otherId") REFERENCES "Decision"("id") ON DELETE CASCADE ON UPDATE CASCADE;
