/**
 * Searchers: what proposes the next config from the space and the history.
 *
 * <p>A searcher is a deterministic function of its space, its seed, the trial's number and what it
 * was told. It sees no clock, does no I/O and starts no thread.
 */
@NullMarked
package org.tune4j.search;

import org.jspecify.annotations.NullMarked;
