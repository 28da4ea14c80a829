package org.tune4j.search.nsga;

import org.tune4j.search.Score;

/**
 * One that ended well.
 *
 * @param unit its place in the unit cube, {@code NaN} where a parameter is inactive
 * @param score what came of it; its values are finite
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Member(double[] unit, Score score) {}
