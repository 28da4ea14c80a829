/**
 * CMA-ES: a normal distribution over the unit cube that learns where good points lie, how far to
 * look and in what directions.
 */
@NullMarked
package org.tune4j.search.cmaes;

import org.jspecify.annotations.NullMarked;
