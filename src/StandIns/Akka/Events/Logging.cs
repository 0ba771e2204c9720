using Akka.Actor;

namespace Akka.Event;

/// <summary>Makes log adapters.</summary>
public static class Logging
{
    /// <summary>The log of the actor whose context this is.</summary>
    public static ILoggingAdapter GetLogger(this IActorContext context)
    {
        var cell = (Cell)context;
        return new LoggingAdapter(cell.LocalSystem.LogSink, cell.SelfRef.Path.ToString(), cell.Props.Type);
    }

    /// <summary>A log of the system for some source.</summary>
    public static ILoggingAdapter GetLogger(ActorSystem system, object logSourceObj)
    {
        var type = logSourceObj as Type ?? logSourceObj.GetType();
        return new LoggingAdapter(((LocalActorSystem)system).LogSink, logSourceObj.ToString() ?? type.Name, type);
    }
}
