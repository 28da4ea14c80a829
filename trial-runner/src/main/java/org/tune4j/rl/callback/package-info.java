/**
 * What users hang into a trial: callbacks, tasks for environments, curricula, evaluations of their
 * own. Nothing here knows an algorithm.
 */
@NullMarked
package org.tune4j.rl.callback;

import org.jspecify.annotations.NullMarked;
