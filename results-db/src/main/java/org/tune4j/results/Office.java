package org.tune4j.results;

/**
 * A driver's claim to a database: of two drivers of the same database, the one with the higher
 * epoch is the one that counts.
 *
 * @param uid which database, a UUID; a copy of its file has the same
 * @param epoch how many drivers it has had, this one included
 */
public record Office(String uid, long epoch) {}
