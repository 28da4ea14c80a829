/**
 * What happened: every event and result of every sweep, in one H2 database per results folder.
 *
 * <p>{@link org.tune4j.results.ResultsDb} is the one writer; {@link
 * org.tune4j.results.ResultsReader} answers SQL, from any process, also while the writer works. The
 * records of {@code org.tune4j.trial} are bound and read as they are.
 *
 * <p><b>What a commit is worth.</b> When {@link org.tune4j.results.ResultsDb#append} returns, the
 * operating system has the batch's events: they survive the death of the JVM at any moment ({@code
 * kill -9}). They are in H2, for all readers to see, and in {@code tune.journal}; H2 writes its own
 * file about once a second, because a batch touches as many pages of the index by trial as it has
 * trials, and writing them each time costs three to ten times as much as the batch itself. After a
 * crash, whoever opens the folder next gives H2's file what the journal has beyond it; one who may
 * not write there reads the file as it is.
 *
 * <p>Against the loss of power the file is forced to the disk a second after a batch at the latest,
 * after each change of a sweep's state, and when the database is closed: what was recorded in the
 * last second may be lost then, and space that such a loss could bring back to life is not written
 * over for two seconds, so that the state before it stays readable. That holds as far as the disk
 * tells the truth about forced writes; it is H2's design and is not tested here.
 *
 * <p><b>Who may read.</b> The writer listens on 127.0.0.1 only, and a client must name a random
 * secret that lies in the results folder, readable by its owner only. So the boundary is the user
 * of the operating system: whoever may read the folder may read the database, and whoever owns it
 * owns the database too.
 *
 * <p>Nothing enters here but SQL and what it needs: no scheduling, no grid, no training.
 */
@NullMarked
package org.tune4j.results;

import org.jspecify.annotations.NullMarked;
