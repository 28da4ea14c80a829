package org.tune4j.space;

/**
 * One value that a searcher sets.
 *
 * @param key where it stands: a path, and behind {@code #} the number of the item of a choice or
 *     axis that it stands in
 * @param range what it may be
 * @param when when it is active
 */
public record Parameter(String key, Range range, Condition when) {}
