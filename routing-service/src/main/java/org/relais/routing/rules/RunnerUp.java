package org.relais.routing.rules;

/** A rule that matched too but stands later in the table. */
public record RunnerUp(String ruleId, String departmentCode) {}
