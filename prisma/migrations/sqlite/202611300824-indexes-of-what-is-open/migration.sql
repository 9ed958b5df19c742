-- CreateIndex
CREATE INDEX "Blocker_roundId_idx" ON "Blocker"("roundId");

-- CreateIndex
CREATE INDEX "SideQuestion_roundId_idx" ON "SideQuestion"("roundId");

-- CreateIndex
CREATE INDEX "DayItem_dayMessageId_idx" ON "DayItem"("dayMessageId");

-- CreateIndex
CREATE INDEX "Initiative_steeringCrewId_idx" ON "Initiative"("steeringCrewId");

-- CreateIndex
CREATE INDEX "Initiative_projectOwnerId_idx" ON "Initiative"("projectOwnerId");

-- CreateIndex
CREATE INDEX "Initiative_productOwnerId_idx" ON "Initiative"("productOwnerId");

-- CreateIndex
CREATE INDEX "Initiative_sponsorId_idx" ON "Initiative"("sponsorId");

-- CreateIndex
CREATE INDEX "Poll_state_idx" ON "Poll"("state");

-- CreateIndex
CREATE INDEX "ScopeChange_state_idx" ON "ScopeChange"("state");

-- CreateIndex
CREATE INDEX "ScopeComment_initiativeId_idx" ON "ScopeComment"("initiativeId");

-- CreateIndex
CREATE INDEX "SteeringPoll_initiativeId_idx" ON "SteeringPoll"("initiativeId");

-- CreateIndex
CREATE INDEX "Decision_crewId_idx" ON "Decision"("crewId");

-- CreateIndex
CREATE INDEX "Decision_state_idx" ON "Decision"("state");

-- CreateIndex
CREATE INDEX "Retro_phase_idx" ON "Retro"("phase");

-- CreateIndex
CREATE INDEX "RetroComment_retroId_idx" ON "RetroComment"("retroId");

-- CreateIndex
CREATE INDEX "Celebration_askedId_idx" ON "Celebration"("askedId");

-- CreateIndex
CREATE INDEX "AlignmentSession_state_idx" ON "AlignmentSession"("state");

-- CreateIndex
CREATE INDEX "Pulse_state_idx" ON "Pulse"("state");

-- CreateIndex
CREATE INDEX "Experiment_state_idx" ON "Experiment"("state");

-- CreateIndex
CREATE INDEX "AllocationMove_state_idx" ON "AllocationMove"("state");
