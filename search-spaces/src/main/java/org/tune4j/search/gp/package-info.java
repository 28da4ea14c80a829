/**
 * Bayesian optimisation with a Gaussian process: how points look to a kernel, the fit, the
 * acquisition, and the search for its maximum.
 */
@NullMarked
package org.tune4j.search.gp;

import org.jspecify.annotations.NullMarked;
