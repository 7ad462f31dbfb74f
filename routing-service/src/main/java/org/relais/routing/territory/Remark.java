package org.relais.routing.territory;

/**
 * Something wrong, or odd, in a territory's files, told in one language.
 *
 * @param error whether it keeps the files from being applied
 * @param line counted from 1; 0 where the whole file is meant
 * @param cell name of the column, if one is meant
 * @param code what is wrong, for example {@code rule.unreachable}
 */
public record Remark(boolean error, String file, int line, String cell, String code, String message) {}
