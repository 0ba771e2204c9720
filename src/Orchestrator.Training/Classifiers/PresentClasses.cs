namespace Orchestrator.Training.Classifiers;

/// <summary>The classes that a fit's labels hold: some of the data set's may be missing from a small subset.</summary>
/// <param name="Classes">The classes present, ascending.</param>
/// <param name="Counts">Rows of each class of the data set.</param>
/// <param name="Codes">The position of each row's label in <paramref name="Classes"/>.</param>
internal sealed record PresentClasses(int[] Classes, int[] Counts, int[] Codes)
{
    /// <summary>The classes among <paramref name="labels"/>.</summary>
    /// <exception cref="TrainingException">A label is not in 0..<paramref name="classCount"/> - 1.</exception>
    public static PresentClasses Of(int[] labels, int classCount)
    {
        var counts = new int[classCount];
        foreach (var label in labels)
        {
            if ((uint)label >= (uint)classCount)
                throw new TrainingException($"Label {label} is not one of {classCount} classes.");
            counts[label]++;
        }

        var position = new int[classCount];
        var classes = new List<int>();
        for (var c = 0; c < classCount; c++)
        {
            position[c] = classes.Count;
            if (counts[c] > 0)
                classes.Add(c);
        }

        return new PresentClasses([.. classes], counts, Array.ConvertAll(labels, label => position[label]));
    }
}
