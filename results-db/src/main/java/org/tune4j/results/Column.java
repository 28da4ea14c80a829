package org.tune4j.results;

/**
 * A column of a query's answer.
 *
 * @param name as the query named it
 * @param isNumber whether its values are numbers (and so are written without quotes, to the right)
 */
public record Column(String name, boolean isNumber) {}
