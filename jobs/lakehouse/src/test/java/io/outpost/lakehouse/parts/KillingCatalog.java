package io.outpost.lakehouse.parts;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.encryption.EncryptionManager;
import org.apache.iceberg.flink.sink.SinkUtil;
import org.apache.iceberg.hadoop.HadoopCatalog;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.io.LocationProvider;

/**
 * The catalog of a folder, in which a task can be killed while it commits rows: after their
 * checkpoint was complete and before the table has them, or when the table has them and the commit
 * has not returned.
 */
public final class KillingCatalog extends HadoopCatalog {
    /** When the task that commits next is killed. */
    public enum Kill {
        BEFORE_COMMIT,
        AFTER_COMMIT
    }

    private static final AtomicReference<Kill> NEXT = new AtomicReference<>();

    /** As if the process had ended: nobody catches it to clean up. */
    private static final class Killed extends Error {
        Killed(Kill kill) {
            super("killed " + kill);
        }
    }

    /** Kills whoever commits rows next. */
    public static void killNext(Kill kill) {
        NEXT.set(kill);
    }

    /** True when the last kill has happened. */
    public static boolean hasKilled() {
        return NEXT.get() == null;
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier identifier) {
        return new KilledOperations(super.newTableOps(identifier));
    }

    private static void killIf(Kill kill, TableMetadata metadata) {
        boolean isOfRows =
                metadata.currentSnapshot() != null
                        && metadata.currentSnapshot()
                                .summary()
                                .containsKey(SinkUtil.MAX_COMMITTED_CHECKPOINT_ID)
                        && metadata.currentSnapshot().summary().containsKey("added-records");
        if (isOfRows && NEXT.compareAndSet(kill, null)) {
            throw new Killed(kill);
        }
    }

    private record KilledOperations(TableOperations real) implements TableOperations {
        @Override
        public void commit(TableMetadata base, TableMetadata metadata) {
            killIf(Kill.BEFORE_COMMIT, metadata);
            real.commit(base, metadata);
            killIf(Kill.AFTER_COMMIT, metadata);
        }

        @Override
        public TableMetadata current() {
            return real.current();
        }

        @Override
        public TableMetadata refresh() {
            return real.refresh();
        }

        @Override
        public FileIO io() {
            return real.io();
        }

        @Override
        public EncryptionManager encryption() {
            return real.encryption();
        }

        @Override
        public String metadataFileLocation(String fileName) {
            return real.metadataFileLocation(fileName);
        }

        @Override
        public LocationProvider locationProvider() {
            return real.locationProvider();
        }

        @Override
        public TableOperations temp(TableMetadata uncommitted) {
            return real.temp(uncommitted);
        }

        @Override
        public long newSnapshotId() {
            return real.newSnapshotId();
        }
    }
}
