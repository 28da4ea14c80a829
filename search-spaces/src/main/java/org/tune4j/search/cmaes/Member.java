package org.tune4j.search.cmaes;

/**
 * A result, as one member of a population.
 *
 * @param number of its trial
 * @param place its coordinates; {@code NaN} where a parameter is inactive
 * @param items the items of its choices; -1 where a choice is inactive
 * @param value less is better; infinite when the trial failed
 * @param isFeasible whether it breaks no bound, as far as is known
 */
@SuppressWarnings("ArrayRecordComponent") // carries, is never compared
record Member(int number, double[] place, int[] items, double value, boolean isFeasible) {}
