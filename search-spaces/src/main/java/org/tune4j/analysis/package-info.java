/**
 * What the trials of a search tell: functions of observations, less being better. They know nothing
 * of sweeps or how results are kept.
 */
@NullMarked
package org.tune4j.analysis;

import org.jspecify.annotations.NullMarked;
