package org.relais.routing.cases;

import java.util.List;

/**
 * What may be about the same matter as a case.
 *
 * @param candidates open cases it could be merged into, the newest first, ten at most
 * @param merged cases that follow it
 */
public record SameMatter(List<CaseView> candidates, List<CaseView> merged) {}
