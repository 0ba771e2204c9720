namespace Akka.Actor;

/// <summary>Acts on the child that failed only.</summary>
public class OneForOneStrategy : SupervisorStrategy
{
    private readonly int _maxRestarts;
    private readonly TimeSpan? _window;
    private readonly Func<Exception, Directive> _decide;
    private readonly bool _logs;

    /// <summary>At most so many restarts within that time; null or negative means no limit.</summary>
    public OneForOneStrategy(
        int? maxNrOfRetries, TimeSpan? withinTimeRange, Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries, withinTimeRange, localOnlyDecider, loggingEnabled: true)
    {
    }

    /// <summary>At most so many restarts within so many milliseconds; negative means no limit.</summary>
    public OneForOneStrategy(
        int maxNrOfRetries,
        int withinTimeMilliseconds,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled = true)
        : this(maxNrOfRetries, TimeSpan.FromMilliseconds(withinTimeMilliseconds), localOnlyDecider, loggingEnabled)
    {
    }

    /// <summary>Restarts without limit, as decided.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider)
        : this(maxNrOfRetries: null, withinTimeRange: null, localOnlyDecider, loggingEnabled: true)
    {
    }

    /// <summary>Restarts without limit, as decided.</summary>
    public OneForOneStrategy(Func<Exception, Directive> localOnlyDecider, bool loggingEnabled = true)
        : this(maxNrOfRetries: null, withinTimeRange: null, localOnlyDecider, loggingEnabled)
    {
    }

    private OneForOneStrategy(
        int? maxNrOfRetries,
        TimeSpan? withinTimeRange,
        Func<Exception, Directive> localOnlyDecider,
        bool loggingEnabled)
    {
        _maxRestarts = maxNrOfRetries is >= 0 ? maxNrOfRetries.Value : -1;
        _window = withinTimeRange > TimeSpan.Zero ? withinTimeRange : null;
        _decide = localOnlyDecider;
        _logs = loggingEnabled;
    }

    internal override bool HandleFailure(Cell supervisor, ChildRecord child, Exception cause)
    {
        var directive = _decide(cause);
        if (directive == Directive.Escalate)
        {
            return false;
        }
        if (_logs)
        {
            supervisor.LocalSystem.LogFailure(child.Ref, cause, directive);
        }
        if (directive == Directive.Resume)
        {
            child.Ref.SendSystem(new ResumeActor());
        }
        else if (directive == Directive.Restart && MayRestart(supervisor, child))
        {
            child.Ref.SendSystem(new RecreateActor(cause));
        }
        else
        {
            supervisor.Stop(child.Ref);
        }
        return true;
    }

    private bool MayRestart(Cell supervisor, ChildRecord child)
    {
        if (_maxRestarts == 0)
        {
            return false;
        }
        if (_maxRestarts < 0 && _window is null)
        {
            return true;
        }
        if (_window is { } window)
        {
            var time = supervisor.LocalSystem.Time;
            var now = time.GetTimestamp();
            if (child.WindowStart is not { } start || time.GetElapsedTime(start, now) > window)
            {
                child.WindowStart = now;
                child.Restarts = 0;
            }
        }
        child.Restarts++;
        return child.Restarts <= (_maxRestarts < 0 ? 1 : _maxRestarts);
    }
}
