using System.Runtime.CompilerServices;
using Orchestrator.Training.Preprocessing;

namespace Orchestrator.Training.Classifiers.Trees;

/// <summary>
/// The training rows as trees read them: coded columns of single-precision values, shared by all trees of a forest.
/// </summary>
/// <param name="Columns">d columns of n codes.</param>
/// <param name="Labels">n positions among the P classes present.</param>
/// <param name="ClassCount">P, at least 2.</param>
internal sealed record TrainingColumns(CodedColumn[] Columns, int[] Labels, int ClassCount)
{
    /// <summary>The columns of a task's rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static TrainingColumns Of(Matrix features, PresentClasses present)
    {
        var (n, d) = (features.Rows, features.Columns);
        var columns = new CodedColumn[d];
        var (column, order) = (new float[n], new ColumnOrder(n));
        for (var j = 0; j < d; j++)
        {
            for (var i = 0; i < n; i++)
                column[i] = (float)features[i, j];
            columns[j] = CodedColumn.Of(column, order);
        }

        return new TrainingColumns(columns, present.Codes, present.Classes.Length);
    }
}
