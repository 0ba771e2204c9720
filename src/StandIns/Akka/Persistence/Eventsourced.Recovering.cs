using Akka.Actor;

namespace Akka.Persistence;

public abstract partial class Eventsourced
{
    private const int EventsPerRead = 1000;
    private long _replayed;

    private long ReplayLeft => Recovery.ReplayMax - _replayed;

    private void StartRecovery()
    {
        ArgumentException.ThrowIfNullOrEmpty(PersistenceId);
        var recovery = Recovery;
        var criteria = recovery.FromSnapshot;
        if (criteria.MaxSequenceNr > recovery.ToSequenceNr)
        {
            criteria = new SnapshotSelectionCriteria(
                recovery.ToSequenceNr, criteria.MaxTimeStamp, criteria.MinSequenceNr, criteria.MinTimestamp);
        }
        _ = Snapshots.Load(PersistenceId, criteria).PipeTo(
            Self,
            success: offer => new SnapshotLoaded(this, offer),
            failure: cause => new RecoveryReadFailed(this, cause));
    }

    private void HandleRecovery(RecoveryMessage message)
    {
        object? payload = null;
        try
        {
            switch (message)
            {
                case SnapshotLoaded loaded:
                    payload = loaded.Offer;
                    Offer(loaded.Offer);
                    break;
                case EventsRead read:
                    foreach (var stored in read.Events)
                    {
                        payload = stored.Payload;
                        Replay(stored);
                    }
                    payload = null;
                    AfterEvents(read);
                    break;
                case RecoveryReadFailed failed:
                    FailRecovery(failed.Cause, message: null);
                    break;
                default:
                    break;
            }
        }
        catch (Exception cause) when (IsRecovering)
        {
            FailRecovery(cause, payload);
        }
    }

    private void Offer(SnapshotOffer? offer)
    {
        if (offer is not null)
        {
            LastSequenceNr = offer.Metadata.SequenceNr;
            Recover(offer);
        }
        ReadEvents();
    }

    private void Replay(StoredEvent stored)
    {
        LastSequenceNr = stored.SequenceNr;
        _replayed++;
        Recover(stored.Payload);
    }

    private void Recover(object message)
    {
        if (!ReceiveRecover(message))
        {
            Unhandled(message);
        }
    }

    private void ReadEvents()
    {
        var count = (int)Math.Min(EventsPerRead, ReplayLeft);
        _ = ReadEvents(LastSequenceNr + 1, Recovery.ToSequenceNr, count)
            .PipeTo(Self, failure: cause => new RecoveryReadFailed(this, cause));
    }

    private async Task<EventsRead> ReadEvents(long from, long to, int count)
    {
        var journal = Journal;
        var events = from <= to && count > 0
            ? await journal.Replay(PersistenceId, from, to, count).ConfigureAwait(false)
            : [];
        var highest = events.Count == count && count > 0
            ? 0
            : await journal.HighestSequenceNr(PersistenceId).ConfigureAwait(false);
        return new EventsRead(this, events, highest);
    }

    private void AfterEvents(EventsRead read)
    {
        if (read.Highest == 0 && read.Events.Count > 0)
        {
            ReadEvents();
            return;
        }
        LastSequenceNr = Math.Max(LastSequenceNr, read.Highest);
        IsRecovering = false;
        OnReplaySuccess();
        Recover(RecoveryCompleted.Instance);
        AfterCommand();
    }

    private void FailRecovery(Exception cause, object? message)
    {
        try
        {
            OnRecoveryFailure(cause, message);
        }
        finally
        {
            Context.Stop(Self);
        }
    }
}
