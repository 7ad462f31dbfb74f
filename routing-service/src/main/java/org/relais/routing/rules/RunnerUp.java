package org.relais.routing.rules;

/** The first rule of another department that matched too but stands later in the table. */
public record RunnerUp(String ruleId, String departmentCode) {}
