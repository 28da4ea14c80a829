/**
 * Points that fill the unit cube more evenly than chance does, and searchers that try them in turn.
 */
@NullMarked
package org.tune4j.search.sequence;

import org.jspecify.annotations.NullMarked;
