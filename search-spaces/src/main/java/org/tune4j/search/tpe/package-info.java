/**
 * Tree-structured Parzen estimators: what good points have in common that bad ones lack. Here live
 * the estimators, the store of trials they are made from, and the searches that use them.
 */
@org.jspecify.annotations.NullMarked
package org.tune4j.search.tpe;
