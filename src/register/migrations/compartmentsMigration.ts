/**
 * The compartment of an open step: who may know that it is open; null for all parties. Steps that were open before there
 * were compartments get theirs here, and keep it when their trajectory is recorded again.
 */
export const compartmentsMigration = `
  alter table open_steps add column known_to text[];
  update open_steps set known_to = case step
      when 'medical' then '{municipality,ngo}'::text[]
      when 'procedure-medical-deferral' then '{municipality,ngo,ind,dtv}'::text[]
      when 'procedure-human-trafficking' then '{municipality,ngo,avim,ind}'::text[]
    end
  where step in ('medical', 'procedure-medical-deferral', 'procedure-human-trafficking');
`;
